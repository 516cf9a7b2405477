"""What the tests on Spark share: one local session for all, and a lake in a folder of its own for each."""
import os
import time

import pytest
from delta import configure_spark_with_delta_pip
from lake import Lake
from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark():
    # Spark gives timestamps to Python in the zone of Python, and the machine of the job may be anywhere.
    os.environ["TZ"] = "UTC"
    time.tzset()
    builder = (
        SparkSession.builder.master("local[2]").appName("tests")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.extraJavaOptions", "-Duser.timezone=America/Los_Angeles"))
    session = configure_spark_with_delta_pip(builder).getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def make_lake(spark, tmp_path, capsys):
    return lambda contract, root="lake": Lake(spark, tmp_path / root, contract, capsys)
