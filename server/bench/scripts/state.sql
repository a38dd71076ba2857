select xmin::text from customer where customer_id = 'customer-1';
