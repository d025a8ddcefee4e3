# cmake -D PO=id.po -D MO=id.mo -D MSGFMT=msgfmt -D OUTPUT=catalogues.cpp -P CompileLanguages.cmake

set(bytes "")
set(length 0)
if(MSGFMT)
    # --check: a translation must have the header and the placeholders that it should.
    execute_process(COMMAND ${MSGFMT} --check --endianness=little -o ${MO} ${PO} COMMAND_ERROR_IS_FATAL ANY)
    file(READ ${MO} hex HEX)
    string(LENGTH "${hex}" length)
    math(EXPR length "${length} / 2")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
endif()
file(WRITE ${OUTPUT}.new "// Made by cmake/CompileLanguages.cmake.\n#include \"words/catalogues.h\"\n\nnamespace pasar {\n"
    "static const char kIndonesian[] = {\n${bytes}'\\0'};\n"
    "std::string_view indonesian_catalogue() { return {kIndonesian, ${length}}; }\n}  // namespace pasar\n")
file(RENAME ${OUTPUT}.new ${OUTPUT})
