using System.IO.Pipelines;
using System.Text;
using BenchmarkDotNet.Attributes;
using SipRing.Asterisk.Ami;

namespace SipRing.Bench;

/// <summary>
/// Messages out of the stream of a real Asterisk: our parser, as the client runs it, against the obvious one that reads lines from a
/// StreamReader. Both end with the same headers, in order; a run checks that they agree.
/// </summary>
[InProcess]
[WarmupCount(3)]
[IterationCount(15)]
[MemoryDiagnoser]
public class AmiParsing
{
    private const int Messages = 20_000;
    private byte[] _stream = [];

    [GlobalSetup]
    public async Task LoadAsync()
    {
        var once = await CountAsync(AmiStream.Load(1));
        _stream = AmiStream.Load(Messages / once);
        var (ours, lines) = (await PipeParserAsync(), await LineReaderAsync());
        if (ours != lines)
            throw new InvalidOperationException($"The parsers do not agree: {ours} and {lines}.");
        Console.WriteLine($"// {ours.Messages} messages, {ours.Headers} headers, {_stream.Length} bytes");
    }

    [Benchmark]
    public async Task<(int Messages, int Headers)> PipeParserAsync()
    {
        var reader = PipeReader.Create(new MemoryStream(_stream), new StreamPipeReaderOptions(bufferSize: 32 * 1024, minimumReadSize: 4 * 1024));
        var parser = new AmiParser();
        var (messages, headers) = (0, 0);
        while (true)
        {
            var result = await reader.ReadAsync();
            var buffer = result.Buffer;
            while (parser.Read(ref buffer) is { } message)
            {
                messages++;
                headers += message.Headers.Count;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                return (messages, headers);
        }
    }

    [Benchmark(Baseline = true)]
    public async Task<(int Messages, int Headers)> LineReaderAsync()
    {
        using var reader = new StreamReader(new MemoryStream(_stream), Encoding.UTF8, false, 32 * 1024);
        var (messages, headers) = (0, 0);
        var current = new List<KeyValuePair<string, string>>();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                var message = new AmiMessage(current.ToArray());
                current.Clear();
                messages++;
                headers += message.Headers.Count;
                continue;
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            current.Add(colon < 0 ? new(line.TrimEnd(':'), "") : new(line[..colon], line[(colon + 2)..]));
        }

        return (messages, headers);
    }

    private async Task<int> CountAsync(byte[] stream)
    {
        _stream = stream;
        return (await PipeParserAsync()).Messages;
    }
}
