-- What is known since a day is asked for all spaces at once.
drop index report_period_day;
create index report_period_day on report_period (day);
