Console.Error.WriteLine(
    "This program was built without its sources, because Node.js was not installed. Install Node.js 20 or later with npm, then build it again."
);
return 3;
