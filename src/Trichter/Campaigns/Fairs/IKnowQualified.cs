namespace Trichter.Campaigns.Fairs;

/// <summary>Tells which deals sales has accepted as leads; those who know fill it in.</summary>
public interface IKnowQualified
{
    Task<IReadOnlySet<Guid>> QualifiedAsync(IReadOnlyCollection<Guid> deals, CancellationToken cancellation);
}
