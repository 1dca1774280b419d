// An assembly file lets functions be declared here that are defined in another package.
