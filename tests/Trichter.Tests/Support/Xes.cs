using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Trichter.Tests.Support;

/// <summary>Turns an event log (XES, gzip) into the text table that the import takes: case, stage, time, actor; in the order of the log.</summary>
internal static class Xes
{
    /// <param name="stageOf">Name and lifecycle of an event → what is written as its stage; null leaves it out.</param>
    public static byte[] ToCsv(string path, Func<string, string, string?> stageOf)
    {
        using var packed = File.OpenRead(path);
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = XmlReader.Create(unpacked, new XmlReaderSettings { IgnoreWhitespace = true, IgnoreComments = true });
        var csv = new StringBuilder("case,stage,time,actor\n");
        var (trace, ofEvent) = ("", (Dictionary<string, string>?)null);

        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "event" }) ofEvent = [];
            else if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "event" } && ofEvent is { } its)
            {
                if (stageOf(its["concept:name"], its["lifecycle:transition"]) is { } stage)
                    csv.Append(trace).Append(',').Append(stage).Append(',').Append(its["time:timestamp"]).Append(',').Append(its.GetValueOrDefault("org:resource", "")).Append('\n');
                ofEvent = null;
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.GetAttribute("key") is { } key && reader.GetAttribute("value") is { } value)
            {
                if (ofEvent is not null) ofEvent[key] = value;
                else if (key == "concept:name") trace = value;
            }
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
