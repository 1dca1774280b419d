module github.com/iam-policy-playground/playground

go 1.26
