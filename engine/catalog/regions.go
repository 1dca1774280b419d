package catalog

import "strings"

// regions are the names of the Regions, by partition.
//
// AWS: AWS Regions and Availability Zones, "AWS Regions"; the isolated partitions and the European Sovereign Cloud as the AWS
// SDKs' file of partitions has them.
const regions = "us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 " +
	"ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 " +
	"ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 " +
	"me-central-1 me-south-1 mx-central-1 sa-east-1 cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1 eusc-de-east-1 " +
	"us-iso-east-1 us-iso-west-1 us-isob-east-1 us-isob-west-1 us-isof-east-1 us-isof-south-1 eu-isoe-west-1"

// Regions returns the names of the Regions of all partitions; AWS opens some every year.
func Regions() []string { return strings.Fields(regions) }

// Partitions returns the names of the partitions, which ARNs begin with.
//
// AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
func Partitions() []string {
	return []string{"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"}
}
