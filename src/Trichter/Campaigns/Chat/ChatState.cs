using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Chat;

/// <summary>How far a visitor has come. It travels with their form, sealed: nothing is kept of them until they say who they are, or ask for one of us.</summary>
/// <param name="Step">From 1.</param>
public sealed record ChatState(Guid Script, int Step, IReadOnlyList<ChatTurn> Said)
{
    /// <summary>Whoever goes round in circles begins anew.</summary>
    private const int MostTurns = 40;

    public string Transcript => string.Join('\n', Said.Select(turn => $"{turn.Question}\n– {turn.Answer}"));

    public static ChatState BeginningOf(ChatScript script) => new(script.Id, 1, []);

    public ChatStep? StepIn(ChatScript script) => script.Steps.ElementAtOrDefault(Step - 1);

    /// <param name="answer">Its place in the question, from 0; one that is not there changes nothing.</param>
    public ChatState After(ChatScript script, int answer) =>
        StepIn(script) is { Kind: ChatStepKind.Question } step && step.Answers.ElementAtOrDefault(answer) is { } chosen && Said.Count < MostTurns
            ? this with { Step = chosen.Next, Said = [.. Said, new ChatTurn(step.Text, chosen.Text)] } : this;
}

public sealed record ChatTurn(string Question, string Answer);

/// <summary>Seals and opens the state of a chat.</summary>
public sealed class ChatSeal(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("chat").ToTimeLimitedDataProtector();

    public string Write(ChatState state) => Protector.Protect(AsJson.Write(state), Longest);

    /// <returns>Null for what is none of ours, or too old.</returns>
    public ChatState? Read(string text)
    {
        try
        {
            return AsJson.Read<ChatState>(Protector.Unprotect(text));
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
