using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Xunit;

namespace SchemaRegistry.Formats.Tests.Protobuf.Linking;

/// <summary>
/// The compiler of the language itself, version 35.1, from the folder of the package Grpc.Tools 2.85.0.
/// </summary>
internal static class Protoc
{
    private static readonly string Package = typeof(Protoc).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "GrpcToolsFolder").Value!;

    /// <summary>The folder of <c>google/protobuf/*.proto</c> that belongs to it.</summary>
    public static string IncludeFolder { get; } = Path.Combine(Package, "build", "native", "include");

    /// <summary>
    /// The descriptors that it makes of files below a folder, with those that they import, each after its imports.
    /// Nothing is left out of options.
    /// </summary>
    public static FileDescriptorSet Compile(string folder, IEnumerable<string> paths)
    {
        var output = Path.GetTempFileName();
        try
        {
            var errors = Run(
                ["--include_imports", "--retain_options", $"--descriptor_set_out={output}", .. Folders(folder)], paths);
            Assert.True(errors is null, errors);
            return FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(output));
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>What it says against a file below a folder; null when it accepts it.</summary>
    public static string? FindErrors(string folder, string path) =>
        Run(["--descriptor_set_out=/dev/null", .. Folders(folder)], [path]);

    /// <summary>
    /// What it reads from data as text, with numbers for what it does not know; null with what it says when it refuses
    /// the data, or the type.
    /// </summary>
    /// <param name="files">Linked files.</param>
    /// <param name="type">The full name of the message.</param>
    /// <param name="payload">The data.</param>
    /// <param name="errors">What it says, perhaps although it reads the data.</param>
    public static string? Decode(
        IEnumerable<FileDescriptorProto> files, string type, ReadOnlySpan<byte> payload, out string errors)
    {
        var set = new FileDescriptorSet();
        set.File.Add(files);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, set.ToByteArray());
            var start = new ProcessStartInfo(
                PathOrSkip(), [$"--descriptor_set_in={path}", $"--decode={type}", set.File[^1].Name])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start)!;
            TryWrite(process, payload);
            var text = process.StandardOutput.ReadToEnd();
            errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : null;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void TryWrite(Process process, ReadOnlySpan<byte> payload)
    {
        try
        {
            process.StandardInput.BaseStream.Write(payload);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not wait for the data, since it does not know the type: its exit code tells.
        }
    }

    private static string[] Folders(string folder) => [$"-I{folder}", $"-I{IncludeFolder}"];

    private static string? Run(IEnumerable<string> options, IEnumerable<string> paths)
    {
        var arguments = Path.GetTempFileName();
        File.WriteAllLines(arguments, options.Concat(paths));
        var start = new ProcessStartInfo(PathOrSkip(), [$"@{arguments}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        File.Delete(arguments);
        return process.ExitCode == 0 ? null : $"protoc: {errors}";
    }

    private static string PathOrSkip()
    {
        var folder = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "linux_x64",
            Architecture.Arm64 => "linux_arm64",
            _ => "none",
        };
        var path = Path.Combine(Package, "tools", folder, "protoc");
        if (!OperatingSystem.IsLinux() || !File.Exists(path))
            Assert.Skip("protoc is not here for this kind of machine");
        return path;
    }
}
