using SchemaRegistry.Benchmarks;

return await BenchmarkCommand.RunAsync(args);
