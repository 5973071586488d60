// Parameters: domain: Domain
