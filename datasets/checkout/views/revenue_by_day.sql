-- How many orders did each day bring, and what were they worth, without canceled orders?
SELECT
    CAST(creationdate AS date) AS order_day,
    storepreferencesdata.currencycode AS currency,
    count(*) AS orders,
    CAST(CAST(sum(value) AS decimal(18, 2)) / 100 AS decimal(18, 2)) AS revenue,
    CAST(CAST(sum(value) AS decimal(18, 2)) / 100 / count(*) AS decimal(18, 2)) AS revenue_per_order
FROM checkout_current
WHERE status <> 'canceled'
GROUP BY CAST(creationdate AS date), storepreferencesdata.currencycode
ORDER BY order_day, currency
