using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Contacts;

[Migration(202611244400, "Directory")]
public sealed class ContactTables : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("contacts")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("last_name").AsString(Contact.PartLimit).NotNullable()
            .WithColumn("first_name").AsString(Contact.PartLimit).NotNullable()
            .WithColumn("middle_name").AsString(Contact.PartLimit).NotNullable()
            .WithColumn("company").AsString(Contact.CompanyLimit).NotNullable()
            .WithColumn("email").AsString(Contact.EmailLimit).NotNullable()
            .WithColumn("notes").AsString(Contact.NotesLimit).NotNullable()
            .WithColumn("own").AsString(int.MaxValue).NotNullable()
            .WithColumn("sort_name").AsString(ContactRow.SortLimit).NotNullable()
            .WithColumn("search").AsString(int.MaxValue).NotNullable()
            .WithColumn("created_at").AsInt64().NotNullable()
            .WithColumn("changed_at").AsInt64().NotNullable()
            .WithColumn("version").AsInt32().NotNullable();
        Create.Index("ix_contacts_sort").OnTable("contacts").OnColumn("sort_name").Ascending().OnColumn("id").Ascending();

        Create.Table("contact_numbers")
            .WithColumn("contact_id").AsInt64().PrimaryKey()
            .WithColumn("place").AsInt32().PrimaryKey()
            .WithColumn("number").AsString(40).NotNullable().Indexed("ix_contact_numbers_number")
            .WithColumn("typed").AsString(40).NotNullable()
            .WithColumn("kind").AsInt32().NotNullable();

        Create.Table("contact_tags")
            .WithColumn("contact_id").AsInt64().PrimaryKey()
            .WithColumn("tag").AsString(Contact.TagLimit).PrimaryKey();
        Create.Index("ix_contact_tags_tag").OnTable("contact_tags").OnColumn("tag").Ascending();

        Create.Table("contact_fields")
            .WithColumn("id").AsInt32().PrimaryKey().Identity()
            .WithColumn("name").AsString(60).NotNullable()
            .WithColumn("kind").AsInt32().NotNullable()
            .WithColumn("choices").AsString(4000).NotNullable()
            .WithColumn("place").AsInt32().NotNullable();

        Create.Table("contact_imports")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("file").AsString(200).NotNullable()
            .WithColumn("actor").AsString(100).NotNullable()
            .WithColumn("at").AsInt64().NotNullable()
            .WithColumn("added").AsInt32().NotNullable()
            .WithColumn("updated").AsInt32().NotNullable()
            .WithColumn("skipped").AsInt32().NotNullable()
            .WithColumn("refused").AsInt32().NotNullable()
            .WithColumn("undone_at").AsInt64().Nullable();

        Create.Table("contact_import_steps")
            .WithColumn("import_id").AsInt64().PrimaryKey()
            .WithColumn("contact_id").AsInt64().PrimaryKey()
            .WithColumn("version").AsInt32().NotNullable()
            .WithColumn("before").AsString(int.MaxValue).Nullable();

        Create.Table("contact_mappings")
            .WithColumn("head").AsString(100).PrimaryKey()
            .WithColumn("target").AsString(40).NotNullable();
    }
}

[Table("contacts")]
internal sealed record ContactRow
{
    public const int SortLimit = 200;

    [Column("id"), PrimaryKey, Identity] public long Id { get; init; }
    [Column("last_name")] public required string LastName { get; init; }
    [Column("first_name")] public required string FirstName { get; init; }
    [Column("middle_name")] public required string MiddleName { get; init; }
    [Column("company")] public required string Company { get; init; }
    [Column("email")] public required string Email { get; init; }
    [Column("notes")] public required string Notes { get; init; }

    /// <summary>Own fields, as JSON by id.</summary>
    [Column("own")] public required string Own { get; init; }

    /// <summary>Name and company as they are sorted: in lower case, for the databases order capitals differently.</summary>
    [Column("sort_name")] public required string SortName { get; init; }

    /// <summary>All that is searched, in lower case, with every form of every number.</summary>
    [Column("search")] public required string Search { get; init; }
    [Column("created_at")] public long CreatedAt { get; init; }
    [Column("changed_at")] public long ChangedAt { get; init; }
    [Column("version")] public int Version { get; init; }
}

[Table("contact_numbers")]
internal sealed record ContactNumberRow
{
    [Column("contact_id"), PrimaryKey(0)] public required long ContactId { get; init; }
    [Column("place"), PrimaryKey(1)] public required int Place { get; init; }
    [Column("number")] public required string Number { get; init; }
    [Column("typed")] public required string Typed { get; init; }
    [Column("kind")] public required int Kind { get; init; }
}

[Table("contact_tags")]
internal sealed record ContactTagRow
{
    [Column("contact_id"), PrimaryKey(0)] public required long ContactId { get; init; }
    [Column("tag"), PrimaryKey(1)] public required string Tag { get; init; }
}

[Table("contact_fields")]
internal sealed record ContactFieldRow
{
    [Column("id"), PrimaryKey, Identity] public int Id { get; init; }
    [Column("name")] public required string Name { get; init; }
    [Column("kind")] public required int Kind { get; init; }

    /// <summary>Of a list: one to a line.</summary>
    [Column("choices")] public required string Choices { get; init; }
    [Column("place")] public required int Place { get; init; }
}

[Table("contact_imports")]
internal sealed record ContactImportRow
{
    [Column("id"), PrimaryKey, Identity] public long Id { get; init; }
    [Column("file")] public required string File { get; init; }
    [Column("actor")] public required string Actor { get; init; }
    [Column("at")] public long At { get; init; }
    [Column("added")] public int Added { get; init; }
    [Column("updated")] public int Updated { get; init; }
    [Column("skipped")] public int Skipped { get; init; }
    [Column("refused")] public int Refused { get; init; }
    [Column("undone_at")] public long? UndoneAt { get; init; }
}

/// <summary>What an import did to one contact, so that it can be taken back.</summary>
[Table("contact_import_steps")]
internal sealed record ContactImportStepRow
{
    [Column("import_id"), PrimaryKey(0)] public required long ImportId { get; init; }
    [Column("contact_id"), PrimaryKey(1)] public required long ContactId { get; init; }

    /// <summary>The version that the import left: another one means that somebody has changed the contact since.</summary>
    [Column("version")] public required int Version { get; init; }

    /// <summary>The contact before, as JSON; null where the import added it.</summary>
    [Column("before")] public string? Before { get; init; }
}

/// <summary>What a head of a csv meant the last time.</summary>
[Table("contact_mappings")]
internal sealed record ContactMappingRow
{
    [Column("head"), PrimaryKey] public required string Head { get; init; }
    [Column("target")] public required string Target { get; init; }
}
