using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Departments;

[Migration(202611271021, "Departments, who belongs to them and who is limited to them")]
public sealed class DepartmentTables : Migration
{
    public override void Up()
    {
        Create.Table("departments")
            .WithColumn("id").AsInt32().PrimaryKey().Identity()
            .WithColumn("name").AsString(Department.NameLimit).NotNullable()
            .WithColumn("name_key").AsString(Department.NameLimit).NotNullable();

        Create.Table("department_members")
            .WithColumn("kind").AsString(10).PrimaryKey()
            .WithColumn("member").AsString(20).PrimaryKey()
            .WithColumn("department").AsInt32().NotNullable().Indexed("ix_department_members_department");

        // That somebody is limited stands apart from what he is limited to: when his last department goes, he sees nobody and not everybody.
        Create.Table("limited_people")
            .WithColumn("kind").AsString(10).PrimaryKey()
            .WithColumn("id").AsInt32().PrimaryKey();
        Create.Table("limited_to")
            .WithColumn("kind").AsString(10).PrimaryKey()
            .WithColumn("id").AsInt32().PrimaryKey()
            .WithColumn("department").AsInt32().PrimaryKey();

        Create.Table("departments_revision")
            .WithColumn("id").AsInt32().PrimaryKey()
            .WithColumn("revision").AsInt64().NotNullable();
        Insert.IntoTable("departments_revision").Row(new { id = 1, revision = 1L });

        // Names that differ by an accent are two; SQLite compares so by itself.
        IfDatabase(d => d.StartsWith("MySql", StringComparison.OrdinalIgnoreCase)).Execute.Sql("ALTER TABLE departments CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }

    public override void Down()
    {
        foreach (var table in new[] { "departments", "department_members", "limited_people", "limited_to", "departments_revision" })
            Delete.Table(table);
    }
}

[Migration(202611271022, "Who was logged in at a phone, found by the phone")]
public sealed class SessionsByPhone : AutoReversingMigration
{
    public override void Up() => Create.Index("ix_agent_sessions_phone").OnTable("agent_sessions").OnColumn("extension").Ascending().OnColumn("login_at").Ascending();
}

[Table("departments")]
internal sealed record DepartmentRow
{
    [Column("id"), PrimaryKey, Identity] public int Id { get; init; }
    [Column("name")] public required string Name { get; init; }

    /// <summary>In lower case, so that two names differ by more than case.</summary>
    [Column("name_key")] public required string NameKey { get; init; }

    public Department ToDepartment() => new(Id, Name);
}

[Table("department_members")]
internal sealed record DepartmentMemberRow
{
    public const string Extension = "extension";
    public const string Agent = "agent";
    public const string Queue = "queue";

    [Column("kind"), PrimaryKey(0)] public required string Kind { get; init; }

    /// <summary>The number of a phone or a queue, the id of an operator.</summary>
    [Column("member"), PrimaryKey(1)] public required string Member { get; init; }
    [Column("department")] public required int Department { get; init; }
}

[Table("limited_people")]
internal sealed record LimitedRow
{
    public const string User = "user";
    public const string Token = "token";

    [Column("kind"), PrimaryKey(0)] public required string Kind { get; init; }
    [Column("id"), PrimaryKey(1)] public required int Id { get; init; }
}

[Table("limited_to")]
internal sealed record LimitedToRow
{
    [Column("kind"), PrimaryKey(0)] public required string Kind { get; init; }
    [Column("id"), PrimaryKey(1)] public required int Id { get; init; }
    [Column("department"), PrimaryKey(2)] public required int Department { get; init; }
}

/// <summary>One row, whose number grows with every change: by it another process, the command line, is noticed.</summary>
[Table("departments_revision")]
internal sealed record RevisionRow
{
    [Column("id"), PrimaryKey] public int Id { get; init; }
    [Column("revision")] public long Revision { get; init; }
}
