"""Who calls? The number a network gives becomes an identity, and an identity finds the customers who have it."""
