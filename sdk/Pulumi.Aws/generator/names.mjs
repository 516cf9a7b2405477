// What the official C# package names differently than a plain transcription of the declarations would. The declarations do not say it.

/** C# namespaces by module, where the first letter in upper case is not all there is to it. */
const namespaces = { cloudwatch: "CloudWatch", index: "" };

/** Properties that would have their class's name, by type and property. */
const renames = {
  "iam.Policy.policy": "PolicyDocument",
  "s3.Bucket.bucket": "BucketName",
};

/** Input types, of whatever module, that only the TypeScript package has; the others take text. */
const texts = new Set(["PolicyDocument"]);

/** Numbers that are not whole. */
const fractions = new Set([
  "cloudwatch.MetricAlarm.threshold",
  "kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationOutputFormatConfigurationSerializerOrcSerDe.bloomFilterFalsePositiveProbability",
  "kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationOutputFormatConfigurationSerializerOrcSerDe.dictionaryKeyThreshold",
  "kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationOutputFormatConfigurationSerializerOrcSerDe.paddingTolerance",
]);

export const pascal = name => name[0].toUpperCase() + name.slice(1);

/** The C# namespace of a module of the package, e.g. `Pulumi.Aws.S3`. */
export function namespaceOf(module) {
  const name = namespaces[module] ?? pascal(module);
  return name === "" ? "Pulumi.Aws" : `Pulumi.Aws.${name}`;
}

/** The C# name of a property. */
export function propertyName(module, type, property) {
  const name = renames[`${module}.${type}.${property}`] ?? pascal(property);
  if (name === type) throw new Error(`${module}.${type}.${property} needs another name in C#: look it up in the official package and add it to names.mjs`);
  return name;
}

export const isFraction = (module, type, property) => fractions.has(`${module}.${type}.${property}`);

export const isText = type => texts.has(type);
