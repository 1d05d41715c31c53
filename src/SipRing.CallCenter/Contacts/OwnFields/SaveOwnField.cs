using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Contacts.OwnFields;

/// <summary>Adds a field to the card, or changes its name, its list or its place. Its kind stays: values of it are there already.</summary>
public sealed class SaveOwnField(Database database, OwnFieldList fields, IAuditLog audit)
{
    public async Task<Result<OwnField>> HandleAsync(Actor actor, OwnField field, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        var all = await fields.AllAsync(cancellationToken);
        var before = all.FirstOrDefault(f => f.Id == field.Id);
        if (field.Id != 0 && before is null)
            return OwnField.Unknown(field.Id);
        field = field with
        {
            Name = ContactRules.Line(field.Name),
            Choices = field.Kind == OwnFieldKind.Choice ? [.. field.Choices.Select(ContactRules.Line).Where(c => c.Length > 0).DistinctBy(ContactWords.Fold)] : [],
        };
        if (Check(field, before, [.. all.Where(f => f.Id != field.Id)]) is { } wrong)
            return wrong;

        await using var db = database.Connect();
        var row = new ContactFieldRow { Id = field.Id, Name = field.Name, Kind = (int)field.Kind, Choices = string.Join('\n', field.Choices), Place = field.Place };
        if (before is null)
            field = field with { Id = await db.InsertWithInt32IdentityAsync(row, token: cancellationToken) };
        else
            await db.UpdateAsync(row, token: cancellationToken);
        await db.CloseAsync();
        fields.Forget();
        var what = field.Choices.Count > 0 ? $"{field.Name}, {field.Kind}: {string.Join(", ", field.Choices)}" : $"{field.Name}, {field.Kind}";
        await audit.WriteAsync(actor, before is null ? "contact-field.create" : "contact-field.change", $"contact field {field.Id}", what, cancellationToken);
        return field;
    }

    private static Refusal? Check(OwnField field, OwnField? before, IReadOnlyList<OwnField> others)
    {
        if (field.Name.Length is 0 or > OwnField.NameLimit || !ContactRules.IsText(field.Name))
            return new("own-field-name", $"A field has a name of 1 to {OwnField.NameLimit} characters.", "name", RefusalKind.Invalid, OwnField.NameLimit);
        if (others.Any(f => ContactWords.Fold(f.Name) == ContactWords.Fold(field.Name)))
            return new("own-field-taken", $"There is a field '{field.Name}' already.", "name", RefusalKind.Conflict, field.Name);
        if (before is null && others.Count >= OwnField.Most)
            return new("own-field-many", $"A card has at most {OwnField.Most} own fields.", null, RefusalKind.Conflict, OwnField.Most);
        if (before is not null && before.Kind != field.Kind)
            return new("own-field-kind", "The kind of a field cannot be changed: there may be values of it. Add another field.", "kind", RefusalKind.Conflict);
        if (field.Kind == OwnFieldKind.Choice && (field.Choices.Count is 0 or > OwnField.MostChoices || field.Choices.Any(c => c.Length > OwnField.NameLimit || !ContactRules.IsText(c))))
            return new("own-field-choices", $"A list has 1 to {OwnField.MostChoices} values of at most {OwnField.NameLimit} characters.", "choices", RefusalKind.Invalid, OwnField.MostChoices, OwnField.NameLimit);
        return field.Place is >= 0 and <= 1000 ? null : new("own-field-place", "A place is a number from 0 to 1000.", "place");
    }
}
