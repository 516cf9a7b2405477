using Datalake.Server.Access;
using Datalake.Server.Endpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Datalake.Server.Describing;

/// <summary>Describes the addresses of the server as an OpenAPI document.</summary>
internal static class ApiDescription
{
    private const string ProblemType = "application/problem+json";
    private const string Token = "token";

    /// <summary>Adds what makes the document.</summary>
    /// <param name="services">The services of the server.</param>
    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, EndpointJson.Default));
        services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer(CompleteAsync);
        });
    }

    /// <summary>Maps the address of the document. It says nothing of the lake's content, so it needs no token.</summary>
    /// <param name="routes">The addresses of the server.</param>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi().AllowAnonymous();

    private static Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Datalake",
            Version = typeof(ApiDescription).Assembly.GetName().Version?.ToString(3) ?? "1",
            Description = "The addresses of lake serve: what arrives goes in, tables and queries come out.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of lake.json, or the server's own." },
        };
        return Task.CompletedTask;
    }

    private static async Task CompleteAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "The request was not done. type names the problem, detail says what to do.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ProblemType] = new OpenApiMediaType
                {
                    Schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), parameterDescription: null, cancellationToken),
                },
            },
        };
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<BodyTypes>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = body.Types.ToDictionary(type => type, _ => new OpenApiMediaType(), StringComparer.Ordinal),
            };
        }

        if (metadata.OfType<IAllowAnonymous>().Any()) return;
        var role = metadata.OfType<IAuthorizeData>().FirstOrDefault()?.Policy ?? AccessPolicies.Operate;
        operation.Description = $"{operation.Description} Needs the role {role}.".TrimStart();
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, context.Document)] = [] }];
    }
}
