using FluentMigrator;

namespace SipRing.CallCenter.Contacts;

/// <summary>The history of one contact is found without reading the whole audit and every import.</summary>
[Migration(202611271041, "Directory: history of a contact")]
public sealed class ContactDirectoryIndexes : AutoReversingMigration
{
    public override void Up()
    {
        Create.Index("ix_contact_import_steps_contact").OnTable("contact_import_steps").OnColumn("contact_id").Ascending();
        Create.Index("ix_audit_target").OnTable("audit").OnColumn("target").Ascending().OnColumn("at").Ascending();
    }
}
