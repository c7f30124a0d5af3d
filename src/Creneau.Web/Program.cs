using Creneau.Web;

await (await WebHost.BuildAsync(args: args)).RunAsync();
