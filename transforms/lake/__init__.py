"""The Parquet lake: partitions, staging, commit and recovery, the ledger, reading back."""
