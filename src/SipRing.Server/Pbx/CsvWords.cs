using SipRing.CallCenter.Common.Csv;

namespace SipRing.Server.Pbx;

/// <summary>The keys of the words for what becomes of a row.</summary>
internal static class CsvWords
{
    public static string Of(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Added => "pbx.csv-added",
        ImportOutcome.Changed => "pbx.csv-changed",
        ImportOutcome.Same => "pbx.csv-same",
        ImportOutcome.Refused => "pbx.csv-is-refused",
    };
}
