namespace SipRing.Server.Resources;

/// <summary>Key of the resource files Texts.resx (English) and Texts.ru.resx: every word that a page shows.</summary>
public sealed class Texts;
