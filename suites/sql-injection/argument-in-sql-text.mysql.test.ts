import { concatenationContract } from "../../test/concatenation-contract.ts";

concatenationContract("mysql");
