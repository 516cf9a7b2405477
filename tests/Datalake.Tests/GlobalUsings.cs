global using Datalake.Datasets;
