namespace Trichter.Team.Mail.SenderDomain;

/// <summary>A module that writes to many and hears who calls it unwanted.</summary>
public interface IKnowComplaints
{
    /// <param name="since">UTC.</param>
    Task<(int Sent, int Complaints)> SinceAsync(DateTime since, CancellationToken cancellation = default);
}
