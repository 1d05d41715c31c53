namespace SipRing.Server.Finding;

/// <summary>One line of what was found: it is a link, so that it can be opened beside, too.</summary>
/// <param name="Kind">Key of the word for what it is.</param>
/// <param name="Text">Its name.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="Reload">Served by the host and not by a page.</param>
public sealed record FoundItem(string Kind, string Text, string Url, bool Reload = false);
