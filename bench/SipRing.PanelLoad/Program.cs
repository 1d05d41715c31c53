using System.Globalization;
using SipRing.PanelLoad;

// One program, two processes: what is measured (pages and floor) runs apart from what loads it (Asterisk's events, Chromium).
return args is ["serve", var http, var ami, var folder]
    ? await MeasuredServer.RunAsync(int.Parse(http, CultureInfo.InvariantCulture), int.Parse(ami, CultureInfo.InvariantCulture), folder)
    : await LoadRun.RunAsync(LoadOptions.Parse(args));
