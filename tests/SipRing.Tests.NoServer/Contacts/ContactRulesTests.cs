using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.OwnFields;
using Xunit;

namespace SipRing.Tests.NoServer.Contacts;

public sealed class ContactRulesTests
{
    private static readonly OwnField[] s_fields =
    [
        new(1, "Договор", OwnFieldKind.Text, [], 0), new(2, "Скидка", OwnFieldKind.Number, [], 1), new(3, "Рождение", OwnFieldKind.Date, [], 2), new(4, "Класс", OwnFieldKind.Choice, ["VIP", "обычный"], 3),
    ];

    private readonly ContactRules _rules = new(new("RU"));

    [Fact]
    public void Check_WhatPeopleType_BecomesOneContact()
    {
        var contact = _rules.Check(
            new()
            {
                LastName = "  Ёлкина ", FirstName = "Анна\r\n", Company = "ООО\t\"Ромашка\"", Email = " a@b.ru ", Notes = "раз\r\nдва\0 \t",
                Numbers = [new("8 (495) 111-22-33"), new("+74951112233"), new(" ", NumberKind.Home), new("501", NumberKind.Other)],
                Tags = ["vip", "VIP ", "клиент"], Own = new Dictionary<int, string> { [2] = "12,50", [3] = "01.02.1990", [4] = "vip", [1] = " " },
            },
            s_fields).Value!;

        Assert.Equal(("Ёлкина", "Анна", "ООО \"Ромашка\"", "a@b.ru", "раз\nдва"), (contact.LastName, contact.FirstName, contact.Company, contact.Email, contact.Notes));
        Assert.Equal([new ContactNumber("+74951112233", "8 (495) 111-22-33"), new("501", "501", NumberKind.Other)], contact.Numbers);
        Assert.Equal(["vip", "клиент"], contact.Tags);
        Assert.Equal([new(2, "12.50"), new(3, "1990-02-01"), new(4, "VIP")], contact.Own);
        Assert.Equal("Ёлкина Анна", contact.Name);
    }

    [Theory]
    [InlineData("${SHELL(id)}")]
    [InlineData("a,b;c'\"--")]
    [InlineData("/../../etc")]
    [InlineData("=cmd|'/c calc'!A1")]
    public void Check_SignsOfOtherLanguages_AreKeptAsTheWordsTheyAre(string text) =>
        Assert.Equal(text, _rules.Check(new() { LastName = text }, s_fields).Value!.LastName);

    public static TheoryData<ContactDraft, string, string?> Refused => new()
    {
        { new(), "contact-empty", "lastName" },
        { new() { Notes = "only notes" }, "contact-empty", "lastName" },
        { new() { LastName = new('x', 101) }, "contact-text-long", "lastName" },
        { new() { FirstName = new('x', 101) }, "contact-text-long", "firstName" },
        { new() { LastName = "x", MiddleName = new('x', 101) }, "contact-text-long", "middleName" },
        { new() { Company = new('x', 201) }, "contact-text-long", "company" },
        { new() { LastName = "x", Notes = new('x', 4001) }, "contact-text-long", "notes" },
        { new() { LastName = "\ud800" }, "contact-text-invalid", "lastName" },
        { new() { LastName = "x", Email = "нет почты" }, "contact-email-invalid", "email" },
        { new() { LastName = "x", Email = "a@b.ru\r\nBcc: c@d.ru" }, "contact-email-invalid", "email" },
        { new() { LastName = "x", Numbers = [new("вечером")] }, "contact-number-invalid", "numbers" },
        { new() { LastName = "x", Numbers = [new("12${SHELL(id)}")] }, "contact-number-invalid", "numbers" },
        { new() { LastName = "x", Numbers = [new(new('1', 41))] }, "contact-number-invalid", "numbers" },
        { new() { LastName = "x", Numbers = [.. Enumerable.Range(100, 21).Select(n => new TypedNumber($"{n}"))] }, "contact-numbers-many", "numbers" },
        { new() { LastName = "x", Tags = ["a,b"] }, "contact-tag-invalid", "tags" },
        { new() { LastName = "x", Tags = [new('x', 61)] }, "contact-tag-invalid", "tags" },
        { new() { LastName = "x", Tags = [.. Enumerable.Range(0, 31).Select(n => $"t{n}")] }, "contact-tags-many", "tags" },
        { new() { LastName = "x", Own = Own(9, "?") }, "own-field-unknown", null },
        { new() { LastName = "x", Own = Own(1, new('x', 501)) }, "own-value-long", "own1" },
        { new() { LastName = "x", Own = Own(2, "много") }, "own-value-number", "own2" },
        { new() { LastName = "x", Own = Own(3, "31.02.2020") }, "own-value-date", "own3" },
        { new() { LastName = "x", Own = Own(4, "другой") }, "own-value-choice", "own4" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Check_WrongValue_IsRefusedAtItsField(ContactDraft draft, string id, string? field)
    {
        var refusal = _rules.Check(draft, s_fields).Refusal!;
        Assert.Equal((id, field), (refusal.Id, refusal.Field));
    }

    [Fact]
    public void Merge_OfTwo_LosesNothing()
    {
        var first = _rules.Check(new() { LastName = "Ёлкина", Company = "Ромашка", Notes = "раз", Numbers = [new("501")], Tags = ["a"], Own = Own(1, "17") }, s_fields).Value!;
        var second = _rules.Check(new() { LastName = "Елкина", FirstName = "Анна", Email = "a@b.ru", Notes = "два", Numbers = [new("502"), new("501")], Tags = ["A", "b"], Own = new Dictionary<int, string> { [1] = "18", [2] = "5" } }, s_fields).Value!;

        var merged = ContactMerge.Of(first, second);

        Assert.Equal(("Ёлкина", "Анна", "Ромашка", "a@b.ru", "раз\nдва"), (merged.LastName, merged.FirstName, merged.Company, merged.Email, merged.Notes));
        Assert.Equal(["501", "502"], merged.Numbers.Select(n => n.Number));
        Assert.Equal(["a", "b"], merged.Tags);
        Assert.Equal(("17", "5"), (merged.Own[1], merged.Own[2]));
        Assert.Equal(["lastName", "own1"], ContactMerge.Kept(first, second));
        Assert.Equal(merged.Numbers, ContactMerge.Of(merged, second).Numbers);
    }

    private static Dictionary<int, string> Own(int id, string value) => new() { [id] = value };
}
