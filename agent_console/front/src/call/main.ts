// The entry of the customer's page.
import "./cc-call";
