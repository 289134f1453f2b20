// The entry of the player on an interaction's page.
import "./cc-player";
