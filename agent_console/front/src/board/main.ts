// The entry of the board's page.
import "./cc-board";
