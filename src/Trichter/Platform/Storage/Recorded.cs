namespace Trichter.Platform.Storage;

/// <summary>A thing whose every change of a field goes into the ledger. Its key is one Guid named Id.</summary>
public interface IRecorded
{
    Guid Id { get; }
}

/// <summary>What somebody left. That it came is no change of ours and stays out of the ledger; whose it is can change, and is recorded.</summary>
public interface ITrace : IRecorded;

/// <summary>A thing that belongs to a larger record: its changes are shown in that record's history.</summary>
public interface IPartOf
{
    Guid PartOf { get; }
}

/// <summary>Raised by the storage on every change; the second of two people who save the same version is told so.</summary>
public interface IVersioned
{
    int Version { get; }
}

/// <summary>Deleting sets the day; the record leaves every list and can be restored until a retention job removes it.</summary>
public interface IDeletable
{
    DateTime? DeletedAt { get; }
}

/// <summary>A record that others may keep pointing to. Taking its creation back does not remove it but puts it out of use.</summary>
public interface IRetirable
{
    void Retire(DateTime at);
}

/// <summary>A field that is no change anybody made: computed from others and kept for speed. It stays out of the ledger.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class NotRecordedAttribute : Attribute;

/// <summary>A field that lets somebody in, or keeps somebody out. It stays out of the ledger and of every export.</summary>
public sealed class SecretAttribute : NotRecordedAttribute;
