// Never imported by Swift: this target only carries the compiler's and linker's flags of Open MPI,
// from its pkg-config file, to CMessagePassing.
