namespace SipRing.Server.Shared;

/// <summary>From where on a figure is amber and red. One place for panel and reports, so that both call the same thing bad.</summary>
public static class Thresholds
{
    public const int WaitWarnSeconds = 60;
    public const int WaitBadSeconds = 120;
    public const int PauseWarnSeconds = 30 * 60;
    public const double ServiceWarnPercent = 90;
    public const double ServiceBadPercent = 80;

    public static string? WaitClass(int seconds) => seconds >= WaitBadSeconds ? "err" : seconds >= WaitWarnSeconds ? "warn" : null;

    public static string? ServiceClass(double? percent) => percent switch
    {
        < ServiceBadPercent => "err",
        < ServiceWarnPercent => "warn",
        _ => null,
    };
}
