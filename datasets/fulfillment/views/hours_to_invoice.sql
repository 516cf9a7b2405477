-- How long does a paid order wait for its invoice, by the day it was paid and the sales channel?
SELECT
    CAST(authorizeddate AS date) AS paid_day,
    saleschannel AS sales_channel,
    count(*) AS orders,
    round(avg(date_diff('minute', authorizeddate, invoiceddate)) / 60, 2) AS hours_on_average,
    round(max(date_diff('minute', authorizeddate, invoiceddate)) / 60.0, 2) AS hours_at_most
FROM fulfillment_current
WHERE authorizeddate IS NOT NULL AND invoiceddate IS NOT NULL
GROUP BY CAST(authorizeddate AS date), saleschannel
ORDER BY paid_day, sales_channel
