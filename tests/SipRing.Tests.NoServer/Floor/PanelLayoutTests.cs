using SipRing.Server.Floor;
using Xunit;

namespace SipRing.Tests.NoServer.Floor;

public sealed class PanelLayoutTests
{
    [Fact]
    public void From_WhatToTextWrote_IsTheSame()
    {
        var layout = new PanelLayout { Density = PanelDensity.Dense, Grouping = PhoneGrouping.Hundreds, ByState = true, OperatorsFirst = true }
            .Move(PanelPart.Phones, -1).With(PanelPart.Figures, shown: false);

        var read = PanelLayout.From(layout.ToText());

        Assert.Equal((PanelDensity.Dense, PhoneGrouping.Hundreds, true, true), (read.Density, read.Grouping, read.ByState, read.OperatorsFirst));
        Assert.Equal([PanelPart.Queues, PanelPart.Phones, PanelPart.Waiting], read.Order);
        Assert.Equal([PanelPart.Figures], read.Hidden);
        Assert.True(layout.ToText().Length < 500, "it fits into a setting");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"density":"huge"}""")]
    [InlineData("""{"parts":[1]}""")]
    public void From_Unreadable_IsTheUsualLayout(string? text)
    {
        var read = PanelLayout.From(text);
        Assert.Equal(PanelDensity.Normal, read.Density);
        Assert.Equal([PanelPart.Queues, PanelPart.Waiting, PanelPart.Phones], read.Order);
    }

    [Fact]
    public void From_OrderThatLacksOrRepeatsParts_HasEachOnce() =>
        Assert.Equal([PanelPart.Phones, PanelPart.Queues, PanelPart.Waiting], PanelLayout.From("""{"order":["phones","phones","operators"]}""").Order);

    [Fact]
    public void Move_BeyondTheEnds_ChangesNothing()
    {
        var layout = new PanelLayout();
        Assert.Same(layout, layout.Move(PanelPart.Queues, -1));
        Assert.Same(layout, layout.Move(PanelPart.Phones, 1));
        Assert.Same(layout, layout.Move(PanelPart.Figures, 1));
    }

    [Fact]
    public void With_HiddenTwiceAndShown_IsShown()
    {
        var layout = new PanelLayout().With(PanelPart.Waiting, shown: false).With(PanelPart.Waiting, shown: false);
        Assert.False(layout.Shows(PanelPart.Waiting));
        Assert.True(layout.With(PanelPart.Waiting, shown: true).Shows(PanelPart.Waiting));
    }
}
