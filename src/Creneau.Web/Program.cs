using Creneau.Web;

WebHost.Build(args).Run();
