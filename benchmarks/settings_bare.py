"""The least that Django needs to answer: the measure for everything else."""

SECRET_KEY = "for measurements on this machine only"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "benchmarks.urls"
MIDDLEWARE = []
