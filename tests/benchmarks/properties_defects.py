"""Kinds of defects in the sign-in, the properties and the script of a package."""

from __future__ import annotations

from random import Random

from tests.benchmarks.packages import D, P, Package, Place, connections, having, kind, one_of, policies, set_key


@kind
def security_definitions_gone(package: Package, _: Random) -> Place | None:
    definition = package.definition
    if not definition.get("security") or not definition.get("securityDefinitions"):
        return None
    del definition["securityDefinitions"]
    return (D, "security")


@kind
def connection_type_misspelt(package: Package, random: Random) -> Place | None:
    return set_key(one_of(having(connections(package), "type"), random), "type", "securestrng")


@kind
def connection_key_misspelt(package: Package, random: Random) -> Place | None:
    return set_key(one_of(connections(package), random), "uiDefinitoin", {})


@kind
def identity_provider_misspelt(package: Package, random: Random) -> Place | None:
    found = [
        ((*at, "oAuthSettings"), one["oAuthSettings"]) for at, one in connections(package) if "oAuthSettings" in one
    ]
    return set_key(one_of(found, random), "identityProvider", "oauth22")


@kind
def redirect_mode_misspelt(package: Package, random: Random) -> Place | None:
    found = [
        ((*at, "oAuthSettings"), one["oAuthSettings"]) for at, one in connections(package) if "oAuthSettings" in one
    ]
    return set_key(one_of(found, random), "redirectMode", "Globall")


@kind
def policy_template_misspelt(package: Package, random: Random) -> Place | None:
    return set_key(one_of(policies(package), random), "templateId", "setheadr")


@kind
def policy_of_unknown_operation(package: Package, random: Random) -> Place | None:
    found = one_of(having(policies(package), "parameters"), random)
    if found is None:
        return None
    found[1]["parameters"]["x-ms-apimTemplate-operationName"] = ["NoSuchOperation"]
    return (*found[0], "parameters", "x-ms-apimTemplate-operationName", 0)


@kind
def brand_color_not_valid(package: Package, _: Random) -> Place | None:
    return set_key(((P, "properties"), package.properties["properties"]), "iconBrandColor", "blue")


@kind
def capability_unknown(package: Package, _: Random) -> Place | None:
    return set_key(((P, "properties"), package.properties["properties"]), "capabilities", ["actons"])


@kind
def capabilities_not_a_list(package: Package, _: Random) -> Place | None:
    return set_key(((P, "properties"), package.properties["properties"]), "capabilities", "actions")


@kind
def script_for_unknown_operation(package: Package, _: Random) -> Place | None:
    package.script = package.script or SCRIPT
    place = set_key(((P, "properties"), package.properties["properties"]), "scriptOperations", ["NoSuchOperation"])
    return place and (*place, 0)


@kind
def script_bracket_open(package: Package, _: Random) -> Place | None:
    package.script = (package.script or SCRIPT).rstrip().removesuffix("}")
    return ("script.csx",)


@kind
def script_class_misnamed(package: Package, _: Random) -> Place | None:
    package.script = (package.script or SCRIPT).replace("class Script :", "class script :", 1)
    return ("script.csx",) if "class script :" in package.script else None


SCRIPT = """public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken).ConfigureAwait(false);
    }
}
"""
