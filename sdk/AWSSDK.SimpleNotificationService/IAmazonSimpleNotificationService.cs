using Amazon.SimpleNotificationService.Model;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService;

/// <summary>Amazon SNS: topics that hand what is published to all who subscribed.</summary>
public partial interface IAmazonSimpleNotificationService : IAmazonService, IDisposable
{
    /// <summary>Publishes a message to a topic.</summary>
    Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default);

    /// <summary>Publishes a message to a topic.</summary>
    Task<PublishResponse> PublishAsync(string topicArn, string message, CancellationToken cancellationToken = default);

    /// <summary>Publishes a message to a topic.</summary>
    Task<PublishResponse> PublishAsync(
        string topicArn, string message, string subject, CancellationToken cancellationToken = default);
}
