"""When and where: the graph, its options, the command line and the report of a run."""
