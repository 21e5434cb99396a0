-- What a currency was worth on a day, with where it was published: 1.0823 USD = 1 EUR, 100 HUF = 1.0873 PLN.
create table exchange_rates (
    id               uuid primary key,
    currency         text not null,
    currency_units   bigint not null,
    home             text not null,
    home_units       bigint not null,
    day              date not null,
    source           text not null
);

create unique index exchange_rates_by_day on exchange_rates (home, currency, day);

-- VAT in the currency it is accounted in (BT-6, BT-111), and the rate it was turned by.
alter table invoices add column vat_currency text not null default '';
alter table invoices add column vat_in_vat_currency_minor bigint;
alter table invoices add column rate_currency_units bigint;
alter table invoices add column rate_home_units bigint;
alter table invoices add column rate_day date;
alter table invoices add column rate_source text not null default '';
