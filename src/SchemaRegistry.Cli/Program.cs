using SchemaRegistry.Cli.Commands;

return await CommandLine.RunAsync(args, CancellationToken.None);
