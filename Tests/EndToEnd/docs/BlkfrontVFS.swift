// Parameters: environment: VFSEnvironment
