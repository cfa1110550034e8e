"""What is known and what follows from it: model, schema, store, queries, findings, cases."""
