"""English: the year first, as a day and a month in figures are read one way here and the other way there."""

SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
