"""How a compiled function is put together from the functions that it calls.

Left to itself, Numba optimises every function together with all that it calls, and makes machine code of the
lot: what a kernel calls over ten levels is optimised and translated ten times. Here the functions inside a
kernel are only linked to it, and all of it is optimised and translated once.
"""

from typing import Any

from numba import _dynfunc  # type: ignore[attr-defined]  # made in C
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler, _LowerResult
from numba.core.compiler_machinery import register_pass
from numba.core.typed_passes import NativeLowering


def _inherit(part: Any, library: Any) -> None:
    """Let a part do what a library of it has to do when it is loaded; Numba 0.61 knows no such thing."""
    if hasattr(part, "_reload_init"):
        part._reload_init.update(library._reload_init)


class _Part(JITCodeLibrary):
    """Code of a function that only compiled functions call."""

    def finalize(self) -> None:
        """Link what the function calls; whatever calls it does the rest."""
        self._raise_if_finalized()
        for library in dict.fromkeys(self._linking_libraries):
            _inherit(self, library)
            shared = library._get_module_for_linking()
            self._final_module.link_in(shared, preserve=True)
        self._finalized = True


@register_pass(mutates_CFG=True, analysis_only=False)
class _PartLowering(NativeLowering):
    """Makes a part instead of something that Python could call."""

    _name = "part_lowering"

    def run_pass(self, state: Any) -> bool:
        """Lower a function, and register it under a name that nobody calls."""
        state.library = _Part(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        state.flags.no_compile = True
        super().run_pass(state)
        made = state.cr
        name, keep_alive = made.fndesc.qualname, (state.library,)
        module = made.fndesc.lookup_module()
        key = _dynfunc.make_function(module, name, "", 0, made.env, keep_alive)
        state.targetctx.insert_user_function(key, made.fndesc, [state.library])
        state.reload_init.extend(getattr(state.library, "_reload_init", ()))
        state.cr = _LowerResult(made.fndesc, made.call_helper, cfunc=key, env=made.env)
        return True


class PartCompiler(Compiler):
    """Numba's compiler, but for its last step."""

    def define_pipelines(self) -> list[Any]:
        """Return the steps."""
        pipelines: list[Any] = super().define_pipelines()
        for pipeline in pipelines:
            pipeline.passes = [
                (_PartLowering if step is NativeLowering else step, description)
                for step, description in pipeline.passes
            ]
        return pipelines
