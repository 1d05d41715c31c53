using SipRing.CallCenter.Agents;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agents;

public sealed class AgentNameTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Olga|LOGOUT")]
    [InlineData("Olga\r\nAction: Originate")]
    [InlineData("Olga\uD83D")]
    public void CheckName_WhatALineCannotCarry_IsRefused(string name) => Assert.Equal("agent-name-invalid", Agent.CheckName(name).Refusal?.Id);

    [Fact]
    public void CheckName_Blanks_AreTrimmed() => Assert.Equal("Ольга Соколова", Agent.CheckName(" Ольга Соколова ").Value);
}
